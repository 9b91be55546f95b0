"""The pages of signing in beside Django's own; mounted below the desk, before the admin."""

from django.urls import path

from legwise.sign_in import own, steps
from legwise.sign_in.own import for_the_desk

urlpatterns = [
    path("login/code/", steps.code, name="sign-in-code"),
    path("second-step/", for_the_desk(own.own), name="second-factor"),
    path("second-step/set-up/", steps.set_up, name="second-factor-set-up"),
    path("second-step/picture.svg", steps.picture, name="second-factor-picture"),
    path("second-step/codes/", for_the_desk(own.new_codes), name="second-factor-codes"),
    path("second-step/off/", for_the_desk(own.turn_off), name="second-factor-off"),
    path("second-step/on/", for_the_desk(own.carry_on), name="second-factor-on"),
    path("confirm/", for_the_desk(own.confirm), name="confirm"),
]
